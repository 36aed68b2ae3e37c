def compound_formula(x: float, y: float, z: float) -> dict:
    """(x * 2) + (y * 3) + z, each operation by the calculator."""
    twice_x = call_skill("calculator", operation="multiply", a=x, b=2)["result"]
    thrice_y = call_skill("calculator", operation="multiply", a=y, b=3)["result"]
    both = call_skill("calculator", operation="add", a=twice_x, b=thrice_y)["result"]
    result = call_skill("calculator", operation="add", a=both, b=z)["result"]
    return {
        "result": result,
        "steps": [f"x * 2 = {twice_x}", f"y * 3 = {thrice_y}", f"their sum = {both}", f"and z = {result}"],
    }
