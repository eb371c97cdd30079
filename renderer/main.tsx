import "../contract/interpretSchemas.ts";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./ui/tokens.css";
import "./ui/controls.css";
import "./ui/overlays.css";
import { mountWindow } from "./console/mountWindow.tsx";
import { createDeskClient } from "./desk/deskClient.ts";
import { openTransport } from "./desk/openTransport.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no place to draw in.");
mountWindow(root, createDeskClient(openTransport(window)), new URLSearchParams(window.location.search));
