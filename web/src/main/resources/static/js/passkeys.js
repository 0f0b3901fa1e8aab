// Passkeys: asks the browser's devices, and sends what they answer with the form.
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), sign => sign.charCodeAt(0));
  const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = keys => (keys || []).map(key => ({ ...key, id: bytes(key.id) }));

  document.querySelectorAll("form[data-passkey]").forEach(form => {
    form.hidden = false;
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", async event => {
      if (form.elements.answer.value) return;
      event.preventDefault();
      const button = form.querySelector("button");
      if (button.getAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      failed.hidden = true;
      try {
        const reply = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ _csrf: form.elements._csrf.value }) });
        // What is wrong is told by the page that the form leads to.
        if (reply.status === 409) { form.elements.answer.value = "none"; form.requestSubmit(); return; }
        if (!reply.ok) throw new Error(reply.status);
        const options = await reply.json();
        form.elements.answer.value = JSON.stringify(form.dataset.passkey === "create" ? await created(options) : await used(options));
        form.requestSubmit();
      } catch {
        failed.hidden = false;
      } finally {
        if (!form.elements.answer.value) button.removeAttribute("aria-busy");
      }
    });
  });

  async function created(options) {
    const key = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    } });
    return answer(key, {
      attestationObject: text(key.response.attestationObject),
      transports: key.response.getTransports ? key.response.getTransports() : [],
    });
  }

  async function used(options) {
    const key = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    } });
    return answer(key, {
      authenticatorData: text(key.response.authenticatorData),
      signature: text(key.response.signature),
      userHandle: text(key.response.userHandle),
    });
  }

  function answer(key, response) {
    return {
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      authenticatorAttachment: key.authenticatorAttachment || undefined,
      clientExtensionResults: key.getClientExtensionResults(),
      response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
    };
  }
})();
