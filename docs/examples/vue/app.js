// Vue sets the properties of custom elements, and hears their events by `@`.
// Built by: esbuild app.js --bundle --format=esm --external:/sojourn/* --alias:vue=vue/dist/vue.esm-bundler.js --outfile=main.js
// With a build step for templates, tell it `isCustomElement: (tag) => tag.startsWith("sojourn-")` instead.

import { createApp } from "vue";
import "/sojourn/sojourn.js";

const app = createApp({
  data: () => ({ measure: "events", chosen: null }),
  template: `
    <main>
      <h1>Vue 中的旅程</h1>
      <label>指标
        <select v-model="measure">
          <option value="events">事件数</option>
          <option value="customers">客户数</option>
          <option value="conversionRate">转化率</option>
        </select>
      </label>
      <sojourn-heatmap src="../journeys.csv" rows="touchpoint" columns="channel" goal="purchase" :measure="measure"
        @sojourn-select="chosen = $event.detail"></sojourn-heatmap>
      <sojourn-funnel src="../journeys.csv" :steps="['landing', 'add_to_cart', 'purchase']" theme="dark"></sojourn-funnel>
      <p role="status">{{ chosen ? chosen.row + " × " + chosen.column : "请选择一个单元格。" }}</p>
    </main>`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith("sojourn-");
app.mount("#app");
