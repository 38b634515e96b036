using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.DiagnosticSettings;

namespace Baseline.TestKit;

/// <summary>A type whose items are told apart by whatever some type tells them apart, to compare resources of any type.</summary>
public sealed class UnnamedType : IResourceType
{
    private readonly IResourceType _settings = new DiagnosticSettingType();

    /// <inheritdoc/>
    public string Name => "Contoso.Any/things";

    /// <inheritdoc/>
    public string ApiVersion => "2026-01-01";

    /// <inheritdoc/>
    public IReadOnlyList<string> ListKeys => ["category", "categoryGroup", "name", "objectId"];

    /// <inheritdoc/>
    public bool SaysNothing(string path, JsonElement value) => _settings.SaysNothing(path, value);

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) => null;

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) => UndoStep.Nothing;
}
