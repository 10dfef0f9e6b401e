import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Made for this server alone and trusted by nobody. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQga24IXOwCJjae4n+8
IxztJYidwo9I9662mrsLsdHsLiShRANCAARjPywt5xVWCLOnDF7PmiGLrQN5nx7P
53iJdUzzHv0GC4Ibst/OI8Wc9qaehC6yfAnuMC/T44ucb2TsP31Kh+HJ
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBEjCBuAIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcN
MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2Fs
aG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGM/LC3nFVYIs6cMXs+aIYut
A3mfHs/neIl1TPMe/QYLghuy384jxZz2pp6ELrJ8Ce4wL9Pji5xvZOw/fUqH4ckw
CgYIKoZIzj0EAwIDSQAwRgIhAMAhStcfMdMx+IsETxMkImLA2W1MLn6wXHBNYMlx
5qPnAiEAsYLd1C7dOd5j6lAR2nAdNaDo7ZeJ2Ob8f9yZq+WOf1Y=
-----END CERTIFICATE-----`;

/** Starts an https server whose certificate it signed itself; gives its address, and closes with the test. */
export async function startSelfSigned(): Promise<string> {
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => response.end('{"ok":true}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
