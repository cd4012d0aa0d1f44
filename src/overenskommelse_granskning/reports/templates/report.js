(function () {
  "use strict";
  var source = document.getElementById("text");
  var marks = source ? Array.prototype.slice.call(source.querySelectorAll("mark[data-a]")) : [];
  var status = document.getElementById("antal");
  var all = document.getElementById("visa-alla");
  var criteria = document.querySelectorAll(".k");

  // All pieces of the quote that a link leads to stand out, not only the first.
  function show(hash) {
    var span = /^#t(\d+)-(\d+)$/.exec(hash);
    if (!span) return false;
    marks.forEach(function (m) {
      m.classList.toggle("now", +m.dataset.a < +span[2] && +m.dataset.b > +span[1]);
    });
    return true;
  }

  function count() {
    var shown = 0;
    criteria.forEach(function (k) { if (k.getClientRects().length) shown += 1; });
    status.textContent = "Visar " + shown + " av " + criteria.length + " kriterier.";
  }

  function reveal(target) {
    if (all && target && target.matches(".k") && !target.getClientRects().length) {
      all.checked = true;
      count();
    }
  }

  function beside() {
    return source && getComputedStyle(source).overflowY === "auto";
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var hash = link.getAttribute("href");
    var target = document.getElementById(hash.slice(1));
    reveal(target);
    if (!show(hash) || !target || !beside()) return;
    // The text stands beside: scroll it and leave the report where it is.
    event.preventDefault();
    var mark = target.parentNode.querySelector("mark.now") || target;
    source.scrollTop += mark.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
    history.replaceState(null, "", hash);
    target.focus({ preventScroll: true });
  });

  window.addEventListener("hashchange", function () {
    show(location.hash);
    reveal(document.getElementById(location.hash.slice(1)));
  });
  show(location.hash);

  document.querySelectorAll("input[name=visa]").forEach(function (input) {
    input.addEventListener("change", count);
  });

  if (navigator.clipboard) {
    document.querySelectorAll(".write").forEach(function (box) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = "Kopiera";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(box.querySelector(".suggestion").textContent).then(function () {
          button.textContent = "Kopierat";
          if (status) status.textContent = "Förslaget är kopierat.";
          setTimeout(function () { button.textContent = "Kopiera"; }, 2000);
        }, function () { button.textContent = "Gick inte"; });
      });
      box.querySelector(".lead").appendChild(button);
    });
  }
})();
