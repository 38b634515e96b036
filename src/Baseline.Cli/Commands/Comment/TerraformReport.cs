using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Comment;

/// <summary>
/// The counts that GitLab shows beside a merge request. https://docs.gitlab.com/user/infrastructure/iac/mr_integration/
/// </summary>
internal static class TerraformReport
{
    /// <summary>The file's text.</summary>
    public static string Of(Plan plan) => IndentedJson.Text(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("create", plan.Count(ChangeAction.Create));
        json.WriteNumber("update", plan.Count(ChangeAction.Update));
        json.WriteNumber("delete", plan.Count(ChangeAction.Delete));
        json.WriteEndObject();
    });
}
