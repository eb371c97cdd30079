import { Input, Label, TextField } from "react-aria-components";

interface TextBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password" | "datetime-local";
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly shouldFocus?: boolean;
  readonly describedBy?: string;
}

/** A labelled text box. */
export function TextBox({ label, placeholder, shouldFocus, describedBy, type = "text", ...props }: TextBoxProps) {
  return (
    <TextField
      {...props}
      type={type}
      autoFocus={shouldFocus === true}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
      className="textBox"
    >
      <Label>{label}</Label>
      <Input {...(placeholder === undefined ? {} : { placeholder })} spellCheck={false} />
    </TextField>
  );
}
