import { type FormEvent, type ReactNode, useState } from "react";
import { Fault } from "../../contract/faults.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { HubMark } from "./HubMark.tsx";
import { ProductMark } from "./ProductMark.tsx";

/** The first page: who is at this station. */
export function SignIn({ model }: { model: WindowModel }) {
  return (
    <Gate model={model} title={text.product} words={text.promise}>
      <SignInForm model={model} onDone={() => {}} />
    </Gate>
  );
}

/** Operator and password, wherever somebody may sign in. */
export function SignInForm({ model, onDone }: { model: WindowModel; onDone: () => void }) {
  const [operator, setOperator] = useState("");
  const [password, setPassword] = useState("");
  const reason = useStoreValue(model.stores.session, ({ session }) =>
    session.state === "signedOut" ? (session.reason ?? null) : null,
  );
  return (
    <PasswordForm
      button={text.signIn}
      busyButton={text.signingIn}
      reason={reason}
      onSubmit={() => model.client.call("session.signIn", { operator: operator.trim(), password }).then(onDone)}
      onFailed={() => setPassword("")}
      isComplete={operator.trim() !== "" && password !== ""}
    >
      <TextBox label={text.operator} value={operator} onChange={setOperator} autoComplete="username" shouldFocus />
      <TextBox
        label={text.password}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
      />
    </PasswordForm>
  );
}

/** Covers everything until the same operator's password is given. */
export function LockScreen({ model, operator }: { model: WindowModel; operator: string }) {
  const [password, setPassword] = useState("");
  return (
    <Gate model={model} title={text.lockedTitle} words={`${operator}. ${text.lockedWords}`}>
      <PasswordForm
        button={text.unlock}
        busyButton={text.unlocking}
        reason={null}
        wrongWords={text.wrongPassword}
        onSubmit={() => model.client.call("session.unlock", { password })}
        onFailed={() => setPassword("")}
        isComplete={password !== ""}
      >
        <TextBox
          label={text.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          shouldFocus
        />
      </PasswordForm>
    </Gate>
  );
}

interface GateProps {
  readonly model: WindowModel;
  readonly title: string;
  readonly words: string;
  readonly children: ReactNode;
}

function Gate({ model, title, words, children }: GateProps) {
  const station = useStoreValue(model.stores.wall, ({ wall }) => wall?.stationName ?? "");
  return (
    <main className="gate">
      <div className="gateCard">
        <ProductMark />
        <h1>{title}</h1>
        <p className="gateWords">{words}</p>
        {children}
      </div>
      <footer className="gateFoot">
        <HubMark model={model} />
        <span>{station}</span>
      </footer>
    </main>
  );
}

interface PasswordFormProps {
  readonly button: string;
  readonly busyButton: string;
  readonly reason: string | null;
  /** Instead of the hub's words for a wrong sign-in, where the operator is not in doubt. */
  readonly wrongWords?: string;
  readonly isComplete: boolean;
  readonly onSubmit: () => Promise<unknown>;
  readonly onFailed: () => void;
  readonly children: ReactNode;
}

/** Errors are said in place, below the boxes; the wrong password is gone, the operator's name stays. */
function PasswordForm(props: PasswordFormProps) {
  const { button, busyButton, reason, wrongWords, isComplete, onSubmit, onFailed, children } = props;
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isComplete || isBusy) return;
    setBusy(true);
    setFault(null);
    try {
      await onSubmit();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error.code === "SIGN_IN_WRONG" ? (wrongWords ?? error.message) : error.message);
      onFailed();
    } finally {
      setBusy(false);
    }
  }
  const said = fault ?? reason;
  return (
    <form className="gateForm" onSubmit={submit}>
      {children}
      <p className="gateFault" role="alert">
        {said}
      </p>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {isBusy ? busyButton : button}
      </Button>
    </form>
  );
}
