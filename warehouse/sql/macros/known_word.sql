-- one value: true for a word that is among those there are, and for null; else an error that lists them
-- what: what the argument is called
-- word: its value
-- words: those there are, in one text, by comma and blank: a list would take as long to plan as a short question
-- example: select known_word('kind', 'softened', edit_kinds()) as is_known
-- after: edit_kinds()
create macro known_word(what, word, words) as  -- of constants DuckDB makes `true` before it reads anything
    case when not list_contains(string_split(words, ', '), word)
        then error(concat('There is no ', what, ' ''', word, ''': it can be ', words, '.'))
        else true end;
