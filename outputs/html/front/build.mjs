// Builds page.js and page.licences.txt into .., or into the folder that is named as the first argument, from src/ and vis-network.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

// What vis-network's own bundle has in it.
const EMBEDDED = ["@egjs/hammerjs", "component-emitter", "keycharm", "uuid", "vis-util"];
const folder = process.argv[2] ?? "..";

const { metafile } = await build({
  entryPoints: ["src/main.ts"],
  outfile: join(folder, "page.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "ascii", // no character that an HTML parser would change, for the policy's hash is taken of the text
  legalComments: "none", // page.licences.txt has them
  banner: { js: "/* Built from front/ by `npm run build`; the licences of what is in it stand in page.licences.txt. */" },
  metafile: true,
});

const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
);
const packages = [...new Set(used.map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean).concat(EMBEDDED))].sort();
await writeFile(join(folder, "page.licences.txt"), (await Promise.all(packages.map(licenceOf))).join("\n"));

async function licenceOf(name) {
  const home = join("node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const files = (await readdir(home)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(home, file), "utf8")));
  return [`== ${name} ${version} (${license})`, ...texts].join("\n\n");
}
