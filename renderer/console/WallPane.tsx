import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Diagram } from "../wall/Diagram.tsx";
import { Wall } from "../wall/Wall.tsx";
import { useDisplay } from "./useDisplay.ts";

/** The wall of this window's display; of any other a diagram, because its pictures are on its own monitor. */
export function WallPane({ model, pictures }: { model: WindowModel; pictures: WindowPictures }) {
  const display = useDisplay(model);
  const own = useStoreValue(model.stores.link, (link) => link.identity?.display ?? 1);
  if (display === null) return null;
  if (display.display === own) return <Wall model={model} pictures={pictures} display={display} />;
  return (
    <div className="otherDisplay">
      <p className="otherDisplayBar">
        {text.arranging(display.display)}
        <Button look="plain" onPress={() => model.actions.select({ display: own, tile: 1 })}>
          {text.backToDisplay(own)}
        </Button>
      </p>
      <Diagram model={model} display={display} />
    </div>
  );
}
