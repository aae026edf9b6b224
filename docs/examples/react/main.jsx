// React 19 sets the properties of custom elements, and hears their events by `on` and the event's name.
// Built by: esbuild main.jsx --bundle --jsx=automatic --format=esm --external:/sojourn/* --outfile=main.js

import { useState } from "react";
import { createRoot } from "react-dom/client";
import "/sojourn/sojourn.js";

const STEPS = ["landing", "view_product", "add_to_cart", "purchase"];

function Journeys() {
  const [file, setFile] = useState(null);
  const [days, setDays] = useState(7);
  const [chosen, setChosen] = useState(null);
  const source = file ? { data: file } : { src: "../journeys.csv" };
  return (
    <main>
      <h1>Journeys in React</h1>
      <label>
        Another file <input type="file" onChange={(event) => setFile(event.target.files[0] ?? null)} />
      </label>
      <label>
        Days <input type="number" min="1" value={days} onChange={(event) => setDays(event.target.valueAsNumber || 1)} />
      </label>
      <sojourn-funnel
        {...source}
        steps={STEPS}
        window={days * 86400}
        breakdown="channel"
        onsojourn-select={({ detail }) => setChosen(detail)}
      />
      <sojourn-heatmap {...source} rows="weekday" columns="hour" />
      <p role="status">{chosen ? `${chosen.label}: ${chosen.customers}` : "Choose a bar."}</p>
    </main>
  );
}

createRoot(document.getElementById("root")).render(<Journeys />);
