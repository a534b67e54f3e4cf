-- one value: the condition, as SQL, that a term is a word, or begins with what stands before its star
-- word: a word as search_forms() has it: letters and digits, and perhaps a star at its end
-- example: select search_term('taser*') as condition
create macro search_term(word) as
    case when ends_with(word, '*')
        then concat('term >= ''', word[:-2], ''' and starts_with(term, ''', word[:-2], ''')')
        else concat('term = ''', word, '''') end;
