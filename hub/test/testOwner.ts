/** An owner's browser without scripts, for tests: keeps its cookie, sends forms. */
export interface TestOwner {
  signIn(operator: string, password?: string): Promise<Response>;
  page(): Promise<string>;
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

  async function page(): Promise<string> {
    const response = await fetch(`${hubUrl}/owner`, { headers: { cookie } });
    return response.text();
  }

  return {
    page,
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
