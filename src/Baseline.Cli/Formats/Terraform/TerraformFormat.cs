using System.Text;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Terraform;

/// <summary>The changes of a plan as Terraform resources of the provider azapi, which writes what Azure's own API takes.</summary>
public sealed class TerraformFormat : IPlanFormat
{
    private const string Provider = """
        # Leave this block out where your configuration has one.
        terraform {
          required_version = ">= 1.5"
          required_providers {
            azapi = {
              source  = "Azure/azapi"
              version = ">= 2.0"
            }
          }
        }

        """;

    /// <inheritdoc/>
    public string Name => "terraform";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var all = new PlannedWrites(view);
        var text = new StringBuilder("# ").Append(all.Heading).Append(".\n");
        if (all.All.Count > 0)
        {
            text.Append(Provider);
        }

        foreach (var write in all.All)
        {
            text.Append('\n').Append(new TerraformResource(all, write).Text());
        }

        return text.ToString();
    }
}
