namespace Baseline.Cli.Hosts;

/// <summary>The hosts that can be written to.</summary>
internal static class ReviewHosts
{
    /// <summary>The words that name them on the command line.</summary>
    public static string[] Words { get; } = ["github", "azure", "gitlab"];

    /// <summary>Does something with a host.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="clock">The time.</param>
    /// <param name="use">What is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task UseAsync(
        HostPlace place, TimeProvider clock, Func<IReviewHost, CancellationToken, Task> use, CancellationToken cancellationToken)
    {
        switch (place.Host)
        {
            case HostName.GitHub:
                using (var host = new GitHubHost(place, clock))
                {
                    await use(host, cancellationToken);
                }

                break;
            case HostName.Azure:
                using (var host = new AzureDevOpsHost(place, clock))
                {
                    await use(host, cancellationToken);
                }

                break;
            default:
                using (var host = new GitLabHost(place, clock))
                {
                    await use(host, cancellationToken);
                }

                break;
        }
    }
}
