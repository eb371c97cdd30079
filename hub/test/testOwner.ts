/** An owner's browser without scripts, for tests: keeps its cookie, sends forms. */
export interface TestOwner {
  signIn(operator: string, password?: string): Promise<Response>;
  page(): Promise<string>;
  /** Another of the owner's pages, as an answer and as text. */
  fetch(path: string): Promise<Response>;
  get(path: string): Promise<string>;
  /** Sends one of the page's forms, with the page's own CSRF token unless another is given. */
  send(path: string, fields: Readonly<Record<string, string>>, csrf?: string): Promise<Response>;
}

export function createTestOwner(hubUrl: string): TestOwner {
  let cookie = "";

  function post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(hubUrl + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
  }

  const read = (path: string) => fetch(hubUrl + path, { headers: { cookie }, redirect: "manual" });
  const get = async (path: string) => (await read(path)).text();
  const page = () => get("/owner");

  return {
    page,
    get,
    fetch: read,
    signIn: async (operator, password = "training") => {
      const response = await post("/owner/sign-in", { operator, password });
      cookie = response.headers.get("set-cookie")?.split(";", 1)[0] ?? cookie;
      return response;
    },
    send: async (path, fields, csrf) => {
      const own = /name="csrf" value="(?<csrf>[^"]+)"/.exec(await page())?.groups?.csrf ?? "";
      return post(path, { ...fields, csrf: csrf ?? own });
    },
  };
}
