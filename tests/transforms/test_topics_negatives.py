"""What general news throws at the taxonomy: none of it is about policing, and none of it may be tagged."""

import pyarrow as pa
import pytest

import transforms

NOT_POLICING = {
    "weather": (
        "Met Office issues yellow warning for snow",
        "The Met Office said officers would update the warning at noon. Forecasters met with ministers. The force of "
        "the wind could top 70mph, the Met Office added, and travel would be stopped in places.",
    ),
    "met with": (
        "Minister met with farmers over tax",
        "She met with protesters' leaders last week. Met with silence, she left. They met the union too.",
    ),
    "met gala": (
        "Met Gala: the best of the red carpet",
        "Stars arrested attention on the steps of the Met. The Met's costume show opens on Friday.",
    ),
    "opera": (
        "Met Opera cuts its season",
        "The Met said the soprano had resigned. Funding at the Metropolitan Opera is down, its commissioner said.",
    ),
    "film": (
        "Review: a police thriller with a twist",
        "The film follows a corrupt detective. Directed by a newcomer, the movie has an actor who has stabbed, shot and "
        "strip searched his way through the script. The film's police chase is a triumph. It is the best film of May.",
    ),
    "television": (
        "Line of Duty to return for a seventh season",
        "The drama series about police corruption is back. Actors said the BBC drama would film in Belfast. An "
        "undercover police officer is at the heart of the crime drama. The actress plays a bent copper.",
    ),
    "band": (
        "The Police reunion 'unlikely', says Sting",
        "The Police frontman said the band would not tour. The album, released by The Police in 1983, was a protest.",
    ),
    "football": (
        "Striker's late goal sinks leaders",
        "The goalkeeper protested and the referee waved officers of the club away. The midfielder was stopped and "
        "searched for a pass. His goal means the league leaders are caught. The defender beat his man.",
    ),
    "tennis": (
        "Wimbledon champion through in straight sets",
        "He was in custody of the ball throughout. A second serve was stopped by the net in the semi-final.",
    ),
    "fraud abroad": (
        "Hedge fund founder found guilty of securities fraud",
        "Prosecutors in New York said the shareholder letters were false. Wall Street had trusted him. An officer of "
        "the company was convicted of wire fraud and jailed.",
    ),
    "toys": (
        "Ten best toys for Christmas",
        "The toy police station has a cell, a van and two officers. A stuffed police dog costs £12. Batteries are extra.",
    ),
    "painting": (
        "Constable landscape sells for £9m",
        "The Constable painting was found in a barn. Officers of the auction house said Constable would have smiled.",
    ),
    "cooking": (
        "How to keep your kitchen knives sharp",
        "A blunt knife is dangerous, says our cook. Stab the potatoes with a fork. Hold the blade at an angle.",
    ),
    "museum": (
        "Victorian cells open to visitors",
        "The museum exhibit shows nineteenth century life. Children can try on a helmet. Tickets are £8.",
    ),
    "road": (
        "Road closed after lorry sheds load of eggs",
        "Police said drivers should find another way. Nobody was hurt. Officers helped to sweep the road.",
    ),
    "company officers": (
        "Chief executive officer steps down at retailer",
        "The chief financial officer will take over. The chief operating officer resigned in May over the search "
        "for savings. Officers of the company declined to comment on the cuts.",
    ),
    "charity run": (
        "Constable runs marathon for hospice",
        "The police officer raised £3,000. She wore a tutu. Friends held a party for her at the finish.",
    ),
    "carriages": (
        "Hackney carriage fares to rise",
        "Drivers of hackney carriages will charge 20p more from March. The council met on Tuesday to agree it.",
    ),
    "politics": (
        "Backbench rally for chancellor",
        "The knives are out, said one MP. Whips are policing the corridors. The vote is a march towards defeat.",
    ),
    "prices": (
        "Energy bills: campaigners demand a cap",
        "Campaigners held a meeting with the regulator. Bills are spiking. Protests at the price were heard.",
    ),
}


@pytest.mark.parametrize("kind", NOT_POLICING)
def test_general_news_has_no_topic(kind):
    headline, body = NOT_POLICING[kind]
    article = pa.table({"article_id": [kind], "headline": [headline], "body": [body]})
    assert [(hit["rule"], hit["text"]) for hit in transforms.topics(article).to_pylist()] == []


@pytest.mark.parametrize("kind", NOT_POLICING)
def test_general_news_names_no_police_force(kind):
    headline, body = NOT_POLICING[kind]
    article = pa.table({"article_id": [kind], "headline": [headline], "body": [body]})
    named = [(hit["entity_id"], hit["text"]) for hit in transforms.entities(article).to_pylist()]
    assert named == []


def test_an_article_that_is_more_about_policing_than_about_a_film_keeps_its_topic():
    body = (
        "Police searched him outside a cinema. He had seen a film with his son. The stop and search was unlawful, a "
        "judge said. The force apologised for the stop and search and promised to train officers."
    )
    article = pa.table({"article_id": ["a"], "headline": ["Man wins stop and search case"], "body": [body]})
    assert "stop-and-search" in transforms.topics(article)["topic"].to_pylist()
