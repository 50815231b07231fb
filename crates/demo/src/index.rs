//! `/` and `/openapi.json`: the table of endpoints, for people and for machines.

use serde_json::{Map, Value, json};

use super::call::{Call, Endpoint};
use super::delay::{self, DURATION};
use super::description::Description;
use super::problem::Problem;
use super::reply::Reply;
use super::state::State;

/// Answers `/`: the index, unless a duration asks for a delay.
pub(super) fn index_or_delay(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    if call.value(DURATION.name).is_some() {
        return delay::by_query(call, state);
    }
    let endpoints: Vec<Value> = call.endpoints.iter().map(index_entry).collect();
    Ok(Reply::json(200, &json!({ "about": "Loopscope's demo endpoints", "endpoints": endpoints })))
}

/// Answers `/openapi.json`.
pub(super) fn openapi(call: &Call<'_>, _: &mut State) -> Result<Reply, Problem> {
    let paths: Map<String, Value> = call
        .endpoints
        .iter()
        .map(|endpoint| (endpoint.path.to_owned(), json!({ "get": operation(endpoint) })))
        .collect();
    let info = json!({ "title": "Loopscope's demo endpoints", "version": env!("CARGO_PKG_VERSION") });
    Ok(Reply::json(200, &json!({ "openapi": "3.1.0", "info": info, "paths": paths })))
}

fn index_entry(endpoint: &Endpoint) -> Value {
    let parameters: Vec<Value> = (endpoint.parameters)()
        .iter()
        .map(|Description { name, place, meaning, expected, schema }| {
            let mut entry = json!({ "name": name, "in": place, "meaning": meaning, "expected": expected });
            if let Some(default) = schema.get("default") {
                entry["default"] = default.clone();
            }
            entry
        })
        .collect();
    json!({
        "path": endpoint.path,
        "summary": endpoint.summary,
        "example": endpoint.example,
        "parameters": parameters,
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let parameters: Vec<Value> = (endpoint.parameters)()
        .into_iter()
        .map(|Description { name, place, meaning, expected, schema }| {
            json!({
                "name": name,
                "in": place,
                "required": place == "path",
                "description": format!("{meaning}: {expected}"),
                "schema": schema,
            })
        })
        .collect();
    let mut responses = json!({ "200": response("The answer", endpoint.media_type) });
    if !parameters.is_empty() {
        responses["400"] =
            response("A parameter that is missing or out of range", "application/problem+json");
    }
    json!({ "summary": endpoint.summary, "parameters": parameters, "responses": responses })
}

fn response(description: &str, media_type: &str) -> Value {
    json!({ "description": description, "content": { media_type: {} } })
}
