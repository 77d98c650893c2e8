/** Front door of forecasts. */
export * from "./forecast.ts";
export * from "./growth.ts";
export { type Forecast, type ForecastMonth, type OrderBy, RACKS, type Runway } from "./runway.ts";
