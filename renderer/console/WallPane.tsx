import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Diagram } from "../wall/Diagram.tsx";
import { Wall } from "../wall/Wall.tsx";
import { useDisplay } from "./useDisplay.ts";
import { useNumberShown } from "./useNumberShown.ts";

/**
 * The wall of this window's display. Another display is arranged in a diagram laid over it, because its pictures are on
 * its own monitor; the wall below goes on.
 */
export function WallPane({ model, pictures }: { model: WindowModel; pictures: WindowPictures }) {
  const arranged = useDisplay(model);
  const ownNumber = useStoreValue(model.stores.link, (link) => link.identity?.display ?? 1);
  const own = useStoreValue(model.stores.wall, ({ wall }) => wall?.displays.find((each) => each.display === ownNumber));
  const isNumberShown = useNumberShown(model, false);
  const isElsewhere = arranged !== null && arranged.display !== ownNumber;
  return (
    <div className="wallPane">
      <div className="wallPaneOwn" inert={isElsewhere}>
        {own !== undefined && <Wall model={model} pictures={pictures} display={own} />}
      </div>
      {isNumberShown && (
        <span className="displayNumber displayNumber-over" role="status" aria-label={text.display(ownNumber)}>
          {ownNumber}
        </span>
      )}
      {isElsewhere && (
        <div className="otherDisplay">
          <p className="otherDisplayBar">
            <span>{text.arranging(arranged.display)}</span>
            {arranged.hasWindow && (
              <Button look="quiet" onPress={() => model.actions.closeDisplay(arranged.display)}>
                {text.closeDisplay(arranged.display)}
              </Button>
            )}
            <Button onPress={() => model.actions.select({ display: ownNumber, tile: 1 })}>
              {text.backToDisplay(ownNumber)}
            </Button>
          </p>
          <Diagram model={model} display={arranged} />
        </div>
      )}
    </div>
  );
}
