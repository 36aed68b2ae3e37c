DELETE FROM contents WHERE uses <= 0
