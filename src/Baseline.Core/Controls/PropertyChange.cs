using System.Text.Json;

namespace Baseline.Controls;

/// <summary>What a change does to its resource.</summary>
public enum ChangeAction
{
    /// <summary>Brings it into being.</summary>
    Create,

    /// <summary>Alters it; everything not named stays.</summary>
    Update,

    /// <summary>Removes it.</summary>
    Delete,
}

/// <summary>One property that a change alters.</summary>
/// <param name="Path">Dotted; array items by their key, as in <c>properties.logs[AuditEvent].enabled</c>.</param>
/// <param name="Before">The observed value; undefined when absent.</param>
/// <param name="After">The wanted value; undefined when removed.</param>
public sealed record PropertyChange(string Path, JsonElement Before, JsonElement After);

/// <summary>The finding that asked for a change.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">The finding's resource.</param>
/// <param name="Account">The storage account that the change serves, where the finding is about several.</param>
public sealed record Cause(string Control, string Resource, string? Account = null);
