import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from "react-aria-components";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { formatChord } from "./chords.ts";
import { COMMANDS, type CommandContext } from "./commands.ts";

/** Every command by its name, with its key beside it. */
export function Palette({ context, onClose }: { context: CommandContext; onClose: () => void }) {
  const { contains } = useFilter({ sensitivity: "base" });
  return (
    <Overlay title={text.palette} onClose={onClose}>
      <Autocomplete filter={contains}>
        <SearchField className="paletteSearch" aria-label={text.palette} autoFocus>
          <Input placeholder={text.palettePlaceholder} />
        </SearchField>
        <Menu
          className="menu"
          aria-label={text.palette}
          onAction={(key) => {
            onClose();
            COMMANDS.find(({ name }) => name === key)?.run(context);
          }}
        >
          {COMMANDS.map(({ name, chord }) => (
            <MenuItem key={name} id={name} className="menuItem" textValue={name}>
              {name}
              {chord !== null && <kbd>{formatChord(chord)}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Autocomplete>
    </Overlay>
  );
}
