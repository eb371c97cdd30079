import { X } from "lucide-react";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** Short news at the foot of the wall; it goes by itself. */
export function NoticeList({ model }: { model: WindowModel }) {
  const notices = useStoreValue(model.stores.notices, (state) => state.notices);
  return (
    <div className="notices" role="status">
      {notices.map(({ noticeId, tone, text: words, undo }) => (
        <div className={`notice notice-${tone}`} key={noticeId}>
          <span>{words}</span>
          {undo !== undefined && (
            <Button
              onPress={() => {
                model.notices.dismiss(noticeId);
                undo();
              }}
            >
              {text.undo}
            </Button>
          )}
          <Button look="quiet" aria-label={text.dismiss} onPress={() => model.notices.dismiss(noticeId)}>
            <X className="icon" aria-hidden="true" />
          </Button>
        </div>
      ))}
    </div>
  );
}
