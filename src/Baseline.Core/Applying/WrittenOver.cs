using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Applying;

/// <summary>What a write must leave as it is, by its type and by the controls of the document. Pure.</summary>
internal static class WrittenOver
{
    /// <summary>Why a write is never sent over what is there, as a sentence; null when it may be.</summary>
    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="controls">The controls of the document.</param>
    /// <param name="write">The write, without references.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    public static string? WhyNot(ResourceTypes types, IReadOnlyList<IControl> controls, ArmWrite write, JsonElement live) =>
        types.WhyNotOver(write, live)
            ?? controls.Select(control => control.WhyNotOver(write, live)).FirstOrDefault(why => why is not null);
}
