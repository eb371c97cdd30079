import { MAX_SEQUENCE_CAMERAS } from "../../contract/wall.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { tileWords } from "../ui/tileWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** What can be done with the cameras chosen in the list; nothing while none is. */
export function ChosenCameras({ model }: { model: WindowModel }) {
  const chosen = useStoreValue(model.stores.selection, (selection) => selection.chosen);
  const { actions, notices } = model;
  if (chosen.length === 0) return null;
  const forget = () => actions.select({ chosen: [] });
  const makeSequence = () => {
    if (chosen.length > MAX_SEQUENCE_CAMERAS) notices.tell(tileWords.tooMany(MAX_SEQUENCE_CAMERAS));
    else if (!actions.makeSequence(chosen)) notices.tell(tileWords.sequenceNeedsTwo);
    else forget();
  };
  return (
    <div className="chosenBar" role="status">
      <span>{tileWords.chosen(chosen.length)}</span>
      <Button
        look="primary"
        onPress={() => {
          actions.fill(chosen);
          forget();
        }}
      >
        {tileWords.openChosen}
      </Button>
      <Button onPress={makeSequence}>{tileWords.sequenceChosen}</Button>
      <Button look="quiet" onPress={forget}>
        {tileWords.forgetChosen}
      </Button>
    </div>
  );
}
