/** What may import what. Types count too. Packages are named; `node:` stands for Node's own modules. */
interface Layer {
  /** Path prefix of the files it governs; the first that matches counts. */
  readonly files: RegExp;
  /** Project paths it may import from, besides its own folder. */
  readonly from: readonly RegExp[];
  /** Packages it may import. */
  readonly packages: readonly RegExp[];
}

const NODE = /^node:/;
const REACT = /^react(-dom)?(\/.*)?$/;
const contract = /^contract\//;
const rendererFolders = (...names: string[]) => names.map((name) => new RegExp(`^renderer/${name}/`));
const HUB_PACKAGES = [
  NODE,
  /^fastify$/,
  /^@fastify\/cookie$/,
  /^kysely$/,
  /^jose$/,
  /^zod$/,
  /^mediabunny$/,
  /^csv-parse$/,
];
const DESK_PACKAGES = [NODE, /^undici$/, /^jose$/, /^zod$/];
/** The moment of the past that is looked at: pictures follow it, screens and tiles steer it. */
const PLAYBACK_CLOCK = /^renderer\/playback\/playbackClock\.ts$/;
const screens: Layer = {
  files: /^renderer\/(wall|incidents|registry|stations|training)\//,
  from: [
    contract,
    ...rendererFolders("consent", "ui", "state", "desk"),
    /^renderer\/media\/[a-zA-Z]+\.ts$/,
    PLAYBACK_CLOCK,
  ],
  packages: [REACT, /^react-aria-components$/, /^lucide-react$/, /^zustand$/],
};

/** Its tiles say what the wall's say, in the same words. */
const playback: Layer = {
  ...screens,
  files: /^renderer\/playback\//,
  from: [...screens.from, /^renderer\/wall\/(describeTile\.ts|OwnerMark\.tsx)$/],
  packages: [...screens.packages, /^zustand\/vanilla$/],
};

const map: Layer = {
  ...screens,
  files: /^renderer\/map\//,
  packages: [...screens.packages, /^zustand\/vanilla$/, /^leaflet(\/.*)?$/, /^supercluster$/, /^protomaps-leaflet$/],
};

export const LAYERS: readonly Layer[] = [
  // Tests may reach for their tools and, for the desk, for a real hub.
  { files: /(\.test\.tsx?|^hub\/test\/.*)$/, from: [/./], packages: [/./] },
  { files: /^contract\//, from: [], packages: [/^zod$/] },
  { files: /^hub\//, from: [contract], packages: HUB_PACKAGES },
  { files: /^electron\/desk\//, from: [contract], packages: DESK_PACKAGES },
  { files: /^electron\/web\//, from: [contract, /^electron\/desk\//], packages: [NODE, /^ws$/, /^zod$/] },
  { files: /^electron\/preload\.ts$/, from: [contract], packages: [/^electron$/] },
  { files: /^electron\//, from: [contract, /^electron\/desk\//], packages: [NODE, /^electron(\/main)?$/, /^zod$/] },
  { files: /^renderer\/desk\//, from: [contract], packages: [/^zod$/] },
  { files: /^renderer\/media\//, from: [contract, PLAYBACK_CLOCK], packages: [/^hls\.js$/, /^mpegts\.js$/] },
  { files: PLAYBACK_CLOCK, from: [/^renderer\/media\/mediaClock\.ts$/], packages: [] },
  {
    files: /^renderer\/state\//,
    from: [contract, ...rendererFolders("desk"), /^renderer\/media\/[a-zA-Z]+\.ts$/, PLAYBACK_CLOCK],
    packages: [/^zustand(\/.*)?$/],
  },
  { files: /^renderer\/ui\//, from: [contract], packages: [REACT, /^react-aria-components$/, /^lucide-react$/] },
  {
    files: /^renderer\/consent\//,
    from: [contract, ...rendererFolders("ui", "state", "desk", "media"), PLAYBACK_CLOCK],
    packages: [REACT, /^zustand(\/.*)?$/],
  },
  { files: /^renderer\/styles\.d\.ts$/, from: [], packages: [] },
  screens,
  playback,
  map,
  {
    files: /^renderer\/(console|display)\//,
    from: [contract, /^renderer\//],
    packages: [REACT, /^react-aria-components$/, /^lucide-react$/, /^zustand(\/.*)?$/],
  },
  {
    files: /^renderer\/main\.tsx$/,
    from: [contract, /^renderer\//],
    packages: [REACT, /^react-aria-components$/, /^@fontsource-variable\//],
  },
  { files: /^build\//, from: [contract, /^hub\/site\//], packages: [/./] },
  // The benchmark plays the same media plane without consent in front of it, as its peer.
  { files: /^e2e\/bench\//, from: [contract, /^hub\/(media|site)\//], packages: [/./] },
  { files: /^e2e\//, from: [contract], packages: [/./] },
];

/** Packages and files with exactly one importing file, so that what they can do happens in one place. */
export const SINGLE_IMPORTERS: ReadonlyMap<string, RegExp> = new Map([
  ["hls.js", /^renderer\/media\/hlsPlayer\.ts$/],
  ["csv-parse", /^hub\/imports\/readCsvRows\.ts$/],
  ["mpegts.js", /^renderer\/media\/flvPlayer\.ts$/],
  ["leaflet", /^renderer\/map\/leafletMap\.ts$/],
  ["protomaps-leaflet", /^renderer\/map\/leafletMap\.ts$/],
  ["renderer/media/createPlayer.ts", /^renderer\/(consent|media)\//],
]);

/** Time, chance, network and the console come in through a port: only these files may reach for them. */
export const PORTED_CALLS =
  /\b(Date\.now|Math\.random|performance\.now|setTimeout|setInterval)\(|\bconsole\.\w+\(|(?<![.\w])fetch\(/;
export const PORT_FILES: readonly RegExp[] = [
  /^(build|e2e)\//,
  /\.test\.tsx?$/,
  /^hub\/test\//,
  /^electron\/desk\/testing\//,
  /systemClock\.ts$/,
  // Entries and the watch over the parent process end the program itself.
  /^electron\/(web\/)?main\.ts$/,
  /^electron\/desk\/shells\/stopSignals\.ts$/,
  // A script of the owner's page, run by the browser.
  /^hub\/owner\/ownerStyle\.ts$/,
  /^renderer\/console\/browserPorts\.ts$/,
  /^renderer\/desk\/socketTransport\.ts$/,
  /^renderer\/media\/flvLoader\.ts$/,
  /^renderer\/media\/recorded\/fetchPart\.ts$/,
];
