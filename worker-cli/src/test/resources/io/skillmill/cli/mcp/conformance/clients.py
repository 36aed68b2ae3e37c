"""Speaks with the server as the official client does: clients.py URL RELOAD COMMAND ARGUMENT…

URL is the server's, RELOAD a page to be posted to after which there is one tool more.
"""

import asyncio
import json
import sys
import urllib.request

from mcp import Client, MCPError, StdioServerParameters

ADDRESS, RELOAD, COMMAND, *ARGUMENTS = sys.argv[1:]


def stdio():
    return StdioServerParameters(command=COMMAND, args=ARGUMENTS)


async def called(client, tool, arguments):
    """What a tool gives, which comes as a text, too."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    assert json.loads(result.content[0].text) == result.structured_content, result
    return result.structured_content


async def check(label, server, mode):
    async with Client(server, mode=mode) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names == sorted(names) and {"time", "memory", "compound_formula"} <= set(names), names
        again = [tool.name for tool in (await client.list_tools(cache_mode="bypass")).tools]
        assert again == names
        time = await called(client, "time", {"timezone": "Asia/Tokyo"})
        assert time["timezone"] == "Asia/Tokyo", time
        page = await called(client, "fetch", {"url": RELOAD.replace("/reload", "/docs"), "max_length": 40})
        assert page["html"], page
        note = {"operation": "create_entities", "entities": [
            {"name": label, "entityType": "client", "observations": ["speaks MCP"]}]}
        await called(client, "memory", note)
        graph = await called(client, "memory", {"operation": "open_nodes", "names": [label]})
        assert "speaks MCP" in json.dumps(graph), graph
        formula = await called(client, "compound_formula", {"x": 5, "y": 3, "z": 7})
        assert formula["result"] == 26, formula
        circle = await client.call_tool("first", {"x": 1})
        assert circle.is_error and "first -> second -> first" in circle.content[0].text, circle
        wrong = await client.call_tool("time", {"timezone": 7})
        assert wrong.is_error, wrong
        try:
            await client.call_tool("no_such_tool", {})
            raise AssertionError("a tool that is not there was called")
        except MCPError as error:
            assert error.code == -32602, error
        print(label, client.protocol_version)


async def listen():
    """One notice for a change, and none for a reload that changes nothing."""
    async with Client(ADDRESS) as client:
        before = {tool.name for tool in (await client.list_tools()).tools}
        async with client.listen(tools_list_changed=True) as changes:
            for _ in range(2):
                request = urllib.request.Request(RELOAD, data=b"", method="POST")
                await asyncio.to_thread(urllib.request.urlopen, request)
            await asyncio.wait_for(anext(aiter(changes)), 30)
            after = {tool.name for tool in (await client.list_tools()).tools}
        print("listened", *(after - before))


async def main():
    for mode in ("auto", "2026-07-28", "legacy"):
        await check(f"http {mode}", ADDRESS, mode)
        await check(f"stdio {mode}", stdio(), mode)
    await listen()


asyncio.run(main())
