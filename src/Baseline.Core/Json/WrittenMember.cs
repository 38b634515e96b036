using System.Text.Json;

namespace Baseline.Json;

/// <summary>A member of an object that is too large to be held in memory as JSON: an array where it has items, else one value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Writes the value; of an array, nothing.</param>
/// <param name="Items">Writes one item each; null where it is no array.</param>
internal sealed record WrittenMember(string Name, Action<Utf8JsonWriter> Value, IEnumerable<Action<Utf8JsonWriter>>? Items);
