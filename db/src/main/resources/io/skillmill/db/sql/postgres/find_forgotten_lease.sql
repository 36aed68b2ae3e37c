SELECT 1 FROM completions WHERE strpos(forgotten, ?) > 0 LIMIT 1
