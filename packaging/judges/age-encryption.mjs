// The npm package age-encryption as a judge with two verbs, standard input to standard output:
//   node age-encryption.mjs encrypt RECIPIENT
//   node age-encryption.mjs decrypt KEYFILE     (an age identity file; lines with # are skipped)
// Ends with 1 and the package's own words when it refuses.
import { readFileSync, writeFileSync } from "node:fs";
import { Decrypter, Encrypter } from "age-encryption";

async function run(verb, argument, input) {
  if (verb === "encrypt") {
    const encrypter = new Encrypter();
    encrypter.addRecipient(argument);
    return encrypter.encrypt(input);
  }
  if (verb === "decrypt") {
    const decrypter = new Decrypter();
    for (const line of readFileSync(argument, "utf8").split("\n")) {
      if (line.trim() && !line.startsWith("#")) decrypter.addIdentity(line.trim());
    }
    return decrypter.decrypt(input);
  }
  throw new Error("usage: age-encryption.mjs encrypt RECIPIENT | decrypt KEYFILE");
}

try {
  const [verb, argument] = process.argv.slice(2);
  writeFileSync(1, await run(verb, argument, new Uint8Array(readFileSync(0))));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
