-- one value: a diff in one text: what is gone as [-gone-], what is new as {+new+}
-- diff: a list of segments, as edits has it
-- example: select marked_text([{'mark': 'gone', 'text': 'riot'}, {'mark': 'new', 'text': 'protest'}]) as passage
create macro marked_text(diff) as array_to_string(list_transform(diff, lambda segment:
    case segment.mark
        when 'gone' then concat('[-', segment."text", '-]')
        when 'new' then concat('{+', segment."text", '+}')
        else segment."text"
    end), '');
