using System.Text;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Json;

/// <summary>A plan as the bytes of its file.</summary>
public sealed class JsonFormat : IJsonFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Render(PlanView view) => Encoding.UTF8.GetString(PlanFile.Write(view.Plan));

    /// <inheritdoc/>
    public void Write(PlanView view, Stream target) => PlanFile.Write(view.Plan, target);
}
