"""Stories that run for a fortnight across outlets, so that a trend has a shape."""

from datetime import date, timedelta

from .desk import Desk, Filed, byline
from .draw import Draw
from .frame import frames
from .people import world
from .rota import Newsroom, at
from .writing import write


def stories(desk: Desk, rooms: dict[str, Newsroom]) -> list[Filed]:
    """Return every burst's stories, each told by the outlets that followed it.

    world/bursts.toml gives a burst its first day, its fixed names, and for each frame the day and outlets.
    """
    filed = []
    for burst in world("bursts")["bursts"]:
        known = {frame.name: frame for frame in frames()[burst["desk"]]}
        for turn in burst["turns"]:
            day: date = burst["begins"] + timedelta(days=turn["day"])
            for outlet in turn["outlets"]:
                draw = Draw(f"{desk.seed}/{burst['desk']}/{turn['frame']}/{outlet}")
                room = rooms[outlet]
                moment = at(
                    day + timedelta(days=draw.between(0, turn.get("within", 0))), draw.between(7, 21), draw
                )
                setting = desk.setting(known[turn["frame"]], room, moment, draw, burst.get("fixed"))
                setting.cast_keys = burst.get("cast", {}) | setting.cast_keys
                draft = write(known[turn["frame"]], setting, room.verbs)
                filed.append(Filed(outlet, moment, draft, byline(room, draw)))
    return filed
