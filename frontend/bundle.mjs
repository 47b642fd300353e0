// Bundles the libraries into the package: drawing.js, editor.js and editor.css, with every licence beside them.
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const vendor = new URL("../src/nato_kg/server/static/vendor/", import.meta.url);
const made = new URL("../src/nato_kg/server/static/vendor.new/", import.meta.url);

/** The text of a package's licence: its own file, else the MIT text with the names that its package.json gives. */
const licenceOf = async (folder, about) => {
  const files = (await readdir(folder)).filter((name) => /^licen[cs]e/i.test(name)).sort();
  if (files.length) return (await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n\n");
  if (about.license !== "MIT") throw new Error(`${about.name} has no file with its licence (${about.license})`);
  const holders = [about.author, ...(about.contributors ?? [])].map((one) => one?.name ?? one).filter(Boolean);
  const ours = await readFile(new URL("../LICENSE", import.meta.url), "utf8");
  return `MIT License\n\nCopyright (c) ${holders.join(", ")}\n${ours.slice(ours.indexOf("\nPermission is"))}`;
};

/** One file a package that is bundled, or that what is bundled was itself bundled from. */
const writeLicences = async () => {
  const { packages } = JSON.parse(await readFile(new URL("package-lock.json", import.meta.url), "utf8"));
  await mkdir(new URL("licences/", made), { recursive: true });
  for (const [place] of Object.entries(packages).filter(([path, { dev }]) => path && !dev)) {
    const folder = new URL(`${place}/`, import.meta.url);
    const about = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    const named = `${about.name} ${about.version} (${about.license})\n\n${await licenceOf(folder, about)}`;
    await writeFile(new URL(`licences/${about.name.replace("/", "+")}.txt`, made), named);
  }
};

await rm(made, { recursive: true, force: true });
await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["drawing.js", "editor.js"],
  outdir: made.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
await writeLicences();
await rm(vendor, { recursive: true, force: true });
await rename(made, vendor);
