SELECT 1 FROM workers WHERE instr(forgotten, ?) > 0 LIMIT 1
