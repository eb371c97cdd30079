import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from "react-aria-components";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { formatChord } from "./chords.ts";
import type { CommandContext } from "./commands/command.ts";
import { listCommands } from "./commands/listCommands.ts";

/** Every command by its name, with its key beside it. */
export function Palette({ context, onClose }: { context: CommandContext; onClose: () => void }) {
  const commands = listCommands(context.model);
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
            commands[Number(key)]?.run(context);
          }}
        >
          {commands.map(({ name, chord }, index) => (
            // Two views may have one name.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once for each opening
            <MenuItem key={index} id={String(index)} className="menuItem" textValue={name}>
              {name}
              {chord !== null && <kbd>{formatChord(chord)}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Autocomplete>
    </Overlay>
  );
}
