// A stock tus server: node tus-server.mjs FOLDER PORT.  It listens on loopback, behind a server that
// speaks TLS; 0 lets the system choose a port, which is the first line of standard output.
import { Server } from "@tus/server";
import { FileStore } from "@tus/file-store";

const [directory, port] = process.argv.slice(2);
const server = new Server({
  path: "/files",
  datastore: new FileStore({ directory }),
  respectForwardedHeaders: true,
});
const listening = server.listen(Number(port), "127.0.0.1", () => {
  console.log(listening.address().port);
});
