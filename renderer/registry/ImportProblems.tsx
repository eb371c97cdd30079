import type { RegistryImport } from "../../contract/registryImports.ts";
import { formatCount } from "../ui/format.ts";
import { importWords as words } from "../ui/importWords.ts";

/** What is wrong with a file, line by line. What was read is text, whatever it holds. */
export function ImportProblems({ shown }: { shown: RegistryImport }) {
  const { problems, problemCount } = shown;
  if (problems.length === 0) return null;
  return (
    <>
      {problemCount > problems.length && <p>{words.more(formatCount(problems.length), formatCount(problemCount))}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className="importProblems" aria-label={words.problemsTitle} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.problem}</th>
              <th scope="col">{words.read}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, field, problem, read }) => (
              <tr key={`${line}/${field}/${problem}`}>
                <td className="number">{formatCount(line)}</td>
                <td>{field === "" ? words.wholeLine : field}</td>
                <td>{words.problems[problem]}</td>
                <td className="readText">{read}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
