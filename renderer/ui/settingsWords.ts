/** The words of the settings screen; a part of the catalogue of text.ts. */
export const settingsWords = {
  title: "Settings",
  goTo: "Go to the settings",
  keptAside: (file: string) =>
    `The settings of this station could not be read. They were kept in its data folder as ${file}. Until you change them, the usual ones hold.`,

  personal: "Yours",
  personalWords: "They come back whenever you sign in at this station.",
  theme: "Theme",
  themes: { dark: "Dark", light: "Light", system: "As the system" },
  textSize: "Text size",
  percent: (percent: number) => `${percent} %`,
  smaller: "Smaller text",
  larger: "Larger text",
  motion: "Motion",
  motions: { system: "As the system", reduced: "Reduced" },
  clock: "Clock",
  clocks: { 24: "24 hours", 12: "12 hours" },

  sounds: "Sounds of this station",
  soundsWords: "Each sound only repeats what can be seen. One at a time, and seldom.",
  volume: "Volume",
  mute: "No sounds",
  hear: (name: string) => `Hear ${name}`,
  soundNames: {
    withdrawn: "A view was withdrawn",
    hubSilent: "The hub fell silent",
    hubBack: "The hub answers again",
    request: "A request waits for you",
    pushed: "A view was sent to this station",
    frozen: "A picture froze",
  },
  soundTwins: {
    withdrawn: "The tile goes dark and says WITHDRAWN.",
    hubSilent: "A bar over the wall says since when.",
    hubBack: "The bar goes, and a notice says so.",
    request: "The number at Requests grows, and a notice says so.",
    pushed: "A notice says who sent what.",
    frozen: "The tile is hatched and says FROZEN.",
  },
  hubBack: "The hub answers again.",
  requestWaits: (camera: string) => `Somebody waits for your answer about camera ${camera}.`,

  controls: "Joystick or jog wheel",
  controlsWords: "Press a button or move a lever: its line is shown. Choose there what it does.",
  noController: "None is connected. Connect one and press any of its buttons.",
  nothing: "Nothing",
  usual: "Back to the usual use",
  button: (number: number) => `Button ${number}`,
  axis: (number: number, way: "-" | "+") => `Lever ${number} ${way === "-" ? "left or up" : "right or down"}`,

  help: "Keys",
  showKeys: "Show the keys",
};

export type SoundName = keyof typeof settingsWords.soundNames;
