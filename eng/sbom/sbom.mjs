// What a native binary is made of, as CycloneDX 1.6: the packages that its compiler was given, the runtime that is linked in,
// each with its licence, its digest and what it needs itself.
//
//   node sbom.mjs BINARY SYSTEM VERSION COMMIT COMMIT_TIME OUT
//
// The packages are read from the compiler's own list of inputs, not from a lock: a package that only builds is not in the
// binary, and so not in the list. The same binary gives the same bytes: the time is the commit's, and there is no serial number.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Contrib, Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { XMLParser } from 'fast-xml-parser';
import { PackageURL } from 'packageurl-js';
import parseExpression from 'spdx-expression-parse';

const [binary, system, version, commit, commitTime, out] = process.argv.slice(2);
const { version: ownVersion } = JSON.parse(readFileSync(new URL('node_modules/@cyclonedx/cyclonedx-library/package.json', import.meta.url), 'utf8'));
const cli = join(dirname(fileURLToPath(import.meta.url)), '../../src/Baseline.Cli/obj');
const assets = JSON.parse(readFileSync(join(cli, 'project.assets.json'), 'utf8'));
const target = assets.targets[`net10.0/${system}`];
if (!target) {
  throw new Error(`src/Baseline.Cli was not restored for ${system}: run eng/native.sh ${system} first.`);
}

const folders = Object.keys(assets.packageFolders).map(folder => (folder.endsWith(sep) ? folder : folder + sep));
const licences = new Contrib.License.Factories.LicenseFactory(parseExpression);
const xml = new XMLParser({ ignoreAttributes: false, parseTagValue: false });

/** Each package whose assemblies the compiler was given, and the one that it is itself, as its folder. */
function packages() {
  const given = readFileSync(join(cli, `Release/net10.0/${system}/native/baseline.ilc.rsp`), 'utf8');
  const found = new Set();
  for (const line of given.split(/\r?\n/)) {
    const folder = line.startsWith('-r:') && folders.find(known => line.startsWith(known, 3));
    if (folder) {
      found.add(folder + line.slice(3 + folder.length).split(/[\\/]/).slice(0, 2).join('/'));
    }
  }

  const runtime = [...found].find(folder => folder.includes('.runtime.nativeaot.'));
  const compiler = runtime?.replace('microsoft.netcore.app.runtime.nativeaot.', 'runtime.') // its static libraries are linked in
    .replace(system, `${system}.microsoft.dotnet.ilcompiler`);
  if (!compiler || !existsSync(compiler)) {
    throw new Error(`The runtime of ${system} is not among what the compiler was given.`);
  }

  return [...found, compiler].sort();
}

function component(folder) {
  const nuspec = readdirSync(folder).find(name => name.endsWith('.nuspec'));
  const { id, version: its, authors, license, licenseUrl, description, repository } =
    xml.parse(readFileSync(join(folder, nuspec), 'utf8')).package.metadata;
  const [archive] = readdirSync(folder).filter(name => name.endsWith('.nupkg.sha512'));
  const digest = Buffer.from(readFileSync(join(folder, archive), 'utf8').trim(), 'base64').toString('hex');
  const purl = new PackageURL('nuget', null, id, its).toString();
  const made = new Models.Component(Enums.ComponentType.Library, id, {
    version: its,
    bomRef: purl,
    purl,
    description,
    supplier: authors && new Models.OrganizationalEntity({ name: authors }),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], digest]]),
  });
  if (license?.['@_type'] === 'expression') {
    made.licenses.add(licences.makeFromString(license['#text']));
  } else if (licenseUrl) {
    made.licenses.add(new Models.NamedLicense('named at its address', { url: licenseUrl }));
  }

  if (repository?.['@_url']) {
    made.externalReferences.add(new Models.ExternalReference(repository['@_url'], Enums.ExternalReferenceType.VCS, {
      comment: repository['@_commit'] && `commit ${repository['@_commit']}`,
    }));
  }

  return made;
}

const bom = new Models.Bom();
const root = new Models.Component(Enums.ComponentType.Application, 'baseline', {
  version,
  bomRef: 'baseline',
  description: 'Keeps Azure logging in the state that a YAML document in git declares.',
  hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], createHash('sha256').update(readFileSync(binary)).digest('hex')]]),
});
root.licenses.add(new Models.SpdxLicense('MIT'));
root.properties.add(new Models.Property('baseline:system', system));
root.properties.add(new Models.Property('baseline:commit', commit));
bom.metadata.component = root;
bom.metadata.timestamp = new Date(commitTime);
bom.metadata.tools.tools.add(new Models.Tool({ vendor: 'CycloneDX', name: 'cyclonedx-library', version: ownVersion }));
bom.metadata.lifecycles.add(new Models.NamedLifecycle('compiled', { description: 'Read from what the native compiler was given.' }));

const byId = new Map();
for (const folder of packages()) {
  const made = component(folder);
  bom.components.add(made);
  byId.set(made.name.toLowerCase(), made);
}

/** What an entry of the restore depends on, as far as it is in the binary. */
const needs = entry => Object.keys(entry?.dependencies ?? {}).map(id => byId.get(id.toLowerCase())).filter(Boolean);
for (const [key, entry] of Object.entries(target)) {
  const from = entry.type === 'project' ? root : byId.get(key.split('/')[0].toLowerCase());
  needs(entry).forEach(needed => from?.dependencies.add(needed.bomRef));
}

const direct = Object.values(assets.project.frameworks)[0];
needs(direct).forEach(needed => root.dependencies.add(needed.bomRef));
for (const [id, made] of byId) {
  if (id.includes('nativeaot') || id.includes('ilcompiler')) {
    root.dependencies.add(made.bomRef);
  }
}

const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6)).serialize(bom, { sortLists: true, space: 2 });
const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
if (wrong) {
  throw new Error(`What was written is no CycloneDX 1.6: ${JSON.stringify(wrong, null, 2)}`);
}

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text + '\n');
console.log(`${out}: ${bom.components.size} packages, valid CycloneDX 1.6.`);
