// Packaging: what goes into the program, the installers of each platform, and the switches burnt into the binary.

/** @type {import("electron-builder").Configuration} */
module.exports = {
  appId: "org.glasshouse.desktop",
  productName: "Glasshouse",
  copyright: "Copyright © Glasshouse maintainers",
  directories: { output: "release", buildResources: "assets/icons" },
  files: ["dist/**", "!dist/**/*.map", "assets/site/**", "package.json"],
  asar: true,
  // Clips are read in pieces at given places, which wants real files.
  asarUnpack: ["assets/site/clips/**"],
  icon: "assets/icons/icon.png",
  // No native modules: nothing to rebuild for Electron.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    // On, the binary looks for a snapshot file of its own, and does not start without one. We make none.
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  win: { target: [{ target: "nsis", arch: ["x64"] }] },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true },
  mac: {
    target: [
      { target: "dmg", arch: ["x64", "arm64"] },
      // Updates on macOS come from the zip.
      { target: "zip", arch: ["x64", "arm64"] },
    ],
    category: "public.app-category.utilities",
    hardenedRuntime: true,
  },
  linux: {
    target: [
      { target: "AppImage", arch: ["x64"] },
      { target: "deb", arch: ["x64"] },
    ],
    category: "AudioVideo;Video",
    maintainer: "Glasshouse maintainers <maintainers@glasshouse.invalid>",
    synopsis: "Video wall in which every view passes the owner's terms",
    // Wayland lets no program place its windows on the screens of a wall.
    executableArgs: ["--ozone-platform=x11"],
  },
  publish: null,
};
