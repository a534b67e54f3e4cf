-- one value: the forms that braces give a phrase, each as its words, folded; null for braces that do not close, or
--   for more than a thousand forms
-- said: the phrase, as search_phrases() has it
-- example: select search_forms('taser{,s}') as forms
create macro search_forms(said) as
    list_transform(
        [{
            'between': string_split_regex(said, '\{[^{}]*\}'),
            'choices': list_transform(
                regexp_extract_all(said, '\{([^{}]*)\}', 1), lambda choice: string_split(choice, ','))
        }],
        lambda parted: case
            when list_product(list_prepend(1, list_transform(parted['choices'], lambda choice: len(choice)))) <= 1000
                and not contains(parted['between']::varchar, '{')
                and not contains(parted['between'][:-2]::varchar, '}')
            then list_sort(list_distinct(list_transform(
                list_reduce(
                    list_prepend([''], flatten(list_transform(parted['between'], lambda text, nth:
                        [[text], coalesce(parted['choices'][nth], [''])]))),
                    lambda begun, more: flatten(list_transform(begun, lambda start:
                        list_transform(more, lambda chosen: concat(start, chosen))))),
                lambda form: regexp_extract_all(lower(form), '[^-\s{},/:@=*]+\*?'))))
            end)[1];
