def safe_divide(a: float, b: float) -> dict:
    """A failure of the skill that is called can be caught like any other."""
    try:
        return {"success": True, "result": call_skill("calculator", operation="divide", a=a, b=b)["result"]}
    except SkillRuntimeError as failure:
        return {"success": False, "error": str(failure), "failed": failure.skill}
