// Speaks with the server as each official client does: clients.mjs URL COMMAND ARGUMENT…
import assert from 'node:assert';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [address, command, ...args] = process.argv.slice(2);
const self = { name: 'skillmill-test', version: '1' };

async function check(label, client, transport, version) {
  await client.connect(transport);
  const names = (await client.listTools()).tools.map((tool) => tool.name);
  assert(names.includes('test_x_mcp_header'), label);
  const called = await client.callTool({ name: 'test_x_mcp_header', arguments: { region: 'eu' } });
  assert.deepEqual(called.structuredContent, { region: 'eu' });
  assert.deepEqual(JSON.parse(called.content[0].text), { region: 'eu' });
  const failed = await client.callTool({ name: 'test_error_handling', arguments: {} });
  assert.equal(failed.isError, true);
  await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }));
  const { resources } = await client.listResources();
  const text = await client.readResource({ uri: resources[0].uri });
  assert.match(text.contents[0].text, /simple prompt/);
  const prompt = await client.getPrompt({ name: 'test_simple_prompt' });
  assert.equal(prompt.messages.length, 1);
  console.log(label, version(client, transport));
  await client.close();
}

const negotiated = (client) => client.getNegotiatedProtocolVersion();
const http = () => new StreamableHTTPClientTransport(new URL(address));
const stdio = () => new StdioClientTransport({ command, args, stderr: 'ignore' });
const pinned = { versionNegotiation: { mode: { pin: '2026-07-28' } } };
const auto = { versionNegotiation: { mode: 'auto' } };

await check('v1 http', new OldClient(self), new OldTransport(new URL(address)), (_, t) => t.protocolVersion);
await check('http old', new Client(self), http(), negotiated);
await check('http auto', new Client(self, auto), http(), negotiated);
await check('http pinned', new Client(self, pinned), http(), negotiated);
await check('stdio old', new Client(self), stdio(), negotiated);
await check('stdio auto', new Client(self, auto), stdio(), negotiated);
await check('stdio pinned', new Client(self, pinned), stdio(), negotiated);
