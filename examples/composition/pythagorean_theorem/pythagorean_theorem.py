import math


def pythagorean_theorem(a: float, b: float) -> dict:
    """The root of what another skill makes of the sides."""
    return {"hypotenuse": math.sqrt(call_skill("sum_of_squares", a=a, b=b)["result"])}
