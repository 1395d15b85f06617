// Another client of tus: node tus-client.mjs ENDPOINT FILE.  Uploads a file as the package does by
// itself, at once again after every cut, and says on standard output how many seconds it took.
import { createReadStream, statSync } from "node:fs";
import { Upload } from "tus-js-client";

const [endpoint, file] = process.argv.slice(2);
const began = performance.now();
new Upload(createReadStream(file), {
  endpoint,
  uploadSize: statSync(file).size,
  retryDelays: Array(2000).fill(0),
  onError(error) {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess() {
    console.log((performance.now() - began) / 1000);
    process.exit(0);
  },
}).start();
