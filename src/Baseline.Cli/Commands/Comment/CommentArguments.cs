using System.CommandLine;
using System.Globalization;
using Baseline.Cli.Files;
using Baseline.Cli.Hosts;

namespace Baseline.Cli.Commands.Comment;

/// <summary>What <c>baseline comment</c> was asked for.</summary>
/// <param name="PlanFile">The saved plan; null where there is none.</param>
/// <param name="Issue">Whether it is about an issue, and not about a comment.</param>
/// <param name="Failed">Whether planning failed, so that what stands on the host no longer holds.</param>
/// <param name="Report">The file for the counts that GitLab shows; null: none.</param>
/// <param name="Host">What the command line says of the host.</param>
public sealed record CommentArguments(string? PlanFile, bool Issue, bool Failed, string? Report, HostOptions Host);

/// <summary>The options of <c>baseline comment</c>.</summary>
internal sealed class CommentOptions
{
    private readonly FileArgument<string?> _planFile = new(
        "plan.json", "the saved plan", "A plan saved by `baseline plan --out`.", ArgumentArity.ZeroOrOne);

    private readonly Option<string?> _host = OptionFactory.OptionalWord(
        "--host", "The host. Left out: the one that the job runs on.", ReviewHosts.Words);

    private readonly Option<bool> _issue = new("--issue")
    {
        Description = "Keep one issue or work item open while there is drift, and close it when there is none.",
    };

    private readonly Option<bool> _failed = new("--failed")
    {
        Description = "Say that there is no plan, because planning failed.",
    };

    private readonly Option<string?> _repository = OptionFactory.Named(
        "--repository", "The repository: OWNER/NAME, PROJECT/REPOSITORY, or GitLab's project.", "name");

    private readonly Option<int?> _pullRequest = new("--pull-request")
    {
        Description = "The number of the pull request.",
        HelpName = "number",
    };

    private readonly Option<string?> _endpoint = OptionFactory.Named(
        "--endpoint", "The address of the host's API, or of the organization.", "url");

    private readonly FileOption _report = new(
        FileUse.Output, "--terraform-report", "Write the counts that GitLab shows as artifacts:reports:terraform.");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_planFile);
        _pullRequest.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            result.AddError("--pull-request is not the number of a pull request.");
            return null;
        };
        foreach (Option option in (Option[])[_host, _issue, _failed, _repository, _pullRequest, _endpoint, _report])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var hasPlan = result.GetResult(_planFile) is { Tokens.Count: > 0 };
            var failed = result.GetResult(_failed) is { Implicit: false };
            if (hasPlan == failed)
            {
                result.AddError(failed
                    ? "--failed says that there is no plan: leave the file out."
                    : "plan.json is missing. A plan saved by `baseline plan --out`, or --failed where there is none.");
            }
            else if (failed && result.GetResult(_report) is not null)
            {
                result.AddError("--terraform-report needs a plan.");
            }
        });
    }

    public CommentArguments Read(ParseResult result)
    {
        var host = Array.IndexOf(ReviewHosts.Words, result.GetValue(_host));
        return new CommentArguments(
            result.GetValue(_planFile), result.GetValue(_issue), result.GetValue(_failed), result.GetValue(_report),
            new HostOptions(
                host < 0 ? null : (HostName)host, result.GetValue(_endpoint), result.GetValue(_repository), result.GetValue(_pullRequest)));
    }
}
