def level(value: float, below: list = ()) -> dict:
    """Calls the first of the levels below, with those below that one."""
    if not below:
        return {"value": value}
    next_level, *rest = below
    return {"value": call_skill(next_level, value=value, below=rest)["value"] + 1}
