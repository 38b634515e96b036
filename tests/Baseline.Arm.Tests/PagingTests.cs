using Baseline.Arm.Client;
using Baseline.Json;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class PagingTests
{
    private readonly ScriptedAzure _azure = new();

    [Fact]
    public async Task Empty_pages_in_the_middle_and_at_the_end_are_passed()
    {
        _azure.OnGet(Vaults, Reply.Page($"https://management.azure.com{Vaults}?p=2"));
        _azure.OnGet($"{Vaults}?p=2", Reply.Page($"https://management.azure.com{Vaults}?p=3", """{"n":1}"""));
        _azure.OnGet($"{Vaults}?p=3", Reply.Page($"https://management.azure.com{Vaults}?p=4", """{"n":2}"""));
        _azure.OnGet($"{Vaults}?p=4", Reply.List());

        var list = await ListAsync();

        Assert.Null(list.Failure);
        Assert.Equal([1L, 2L], list.Items.Select(item => item.NumberAt("n")));
    }

    [Theory]
    [InlineData("%24skiptoken=a%2Bb%2bc/d==&x=%7E%41")]
    [InlineData("$skiptoken=YWJj/ZGVm+x'y(z)!*~")]
    [InlineData("api-version=2026-02-01&$skiptoken=%e4%C3%a4;..%2F..")]
    public async Task A_nextLink_is_followed_byte_for_byte(string query)
    {
        _azure.OnGet($"{Vaults}?{query}", Reply.List("""{"n":1}"""));
        _azure.OnGet(Vaults, Reply.Page($"https://management.azure.com{Vaults}?{query}"));

        var list = await ListAsync();

        Assert.Single(list.Items);
        Assert.Equal($"{Vaults}?{query}", _azure.Requests[^1].PathAndQuery);
    }

    [Fact]
    public async Task A_nextLink_without_a_host_stays_on_the_endpoint()
    {
        _azure.OnGet($"{Vaults}?p=2", Reply.List("""{"n":1}"""));
        _azure.OnGet(Vaults, Reply.Page($"{Vaults}?p=2"));

        var list = await ListAsync();

        Assert.Null(list.Failure);
        Assert.Single(list.Items);
    }

    [Theory]
    [InlineData("https://evil.example/subscriptions?p=2")]
    [InlineData("http://management.azure.com/subscriptions?p=2")]
    [InlineData("https://management.azure.com:8443/subscriptions?p=2")]
    [InlineData("https://management.azure.com@evil.example/subscriptions")]
    [InlineData("https://user@management.azure.com/subscriptions")]
    [InlineData("https://management.azure.com.evil.example/subscriptions")]
    [InlineData("//evil.example/subscriptions")]
    [InlineData("https:evil")]
    [InlineData("file:///etc/passwd")]
    public async Task A_nextLink_that_leaves_the_endpoint_is_refused_and_the_list_is_not_whole(string link)
    {
        _azure.OnGet(Vaults, Reply.Page(link, """{"n":1}"""));

        var list = await ListAsync();

        Assert.Equal("ForeignNextLink", list.Failure?.Code);
        Assert.Single(list.Items);
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task A_list_that_leads_back_to_itself_ends()
    {
        _azure.OnGet(Vaults, Reply.Page($"https://management.azure.com{Vaults}?p=2"));
        _azure.OnGet($"{Vaults}?p=2", Reply.Page($"https://management.azure.com{Vaults}?p=2", """{"n":1}"""));

        var list = await ListAsync();

        Assert.Equal("EndlessList", list.Failure?.Code);
    }

    [Fact]
    public async Task A_page_that_fails_leaves_what_was_read_and_says_why_the_rest_is_missing()
    {
        _azure.OnGet(Vaults, Reply.Page($"https://management.azure.com{Vaults}?p=2", """{"n":1}"""));
        _azure.OnGet($"{Vaults}?p=2", Reply.Error(403, "AuthorizationFailed"));

        var list = await ListAsync();

        Assert.Equal((403, "AuthorizationFailed"), (list.Failure?.Status, list.Failure?.Code));
        Assert.Single(list.Items);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_nextLink_that_is_no_text_leaves_the_list_incomplete(string link)
    {
        _azure.OnGet(Vaults, Reply.Ok($$"""{"value":[{"n":1}],"nextLink":{{link}}}"""));

        var list = await ListAsync();

        Assert.Equal("UnexpectedBody", list.Failure?.Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_nextLink_that_is_unset_ends_the_list(string link)
    {
        _azure.OnGet(Vaults, Reply.Ok($$"""{"value":[{"n":1}],"nextLink":{{link}}}"""));

        Assert.Null((await ListAsync()).Failure);
    }

    [Fact]
    public async Task A_list_that_goes_on_for_ever_with_new_items_ends_at_its_bound()
    {
        var page = 0;
        _azure.Answer("GET", Vaults, _ => Reply.Page($"{Vaults}?p={++page}", $$"""{"id":"/a/{{page}}"}"""));

        var list = await ListAsync(options => options with { MaxPages = 30 });

        Assert.Equal("EndlessList", list.Failure?.Code);
        Assert.Equal(30, _azure.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_goes_on_for_ever_with_nothing_new_ends_sooner()
    {
        var page = 0;
        _azure.Answer("GET", Vaults, _ => Reply.Page($"{Vaults}?p={++page}", """{"id":"/a/1"}"""));

        var list = await ListAsync(options => options with { MaxIdlePages = 10 });

        Assert.Equal("EndlessList", list.Failure?.Code);
        Assert.Equal(11, _azure.Requests.Count);
    }

    [Fact]
    public async Task All_pages_of_a_list_together_are_bounded_in_size_and_in_time()
    {
        var page = 0;
        _azure.Answer("GET", Vaults, _ => Reply.Page($"{Vaults}?p={++page}", $$"""{"id":"/a/{{page}}","x":"{{new string('x', 1000)}}"}"""));

        Assert.Equal("EndlessList", (await ListAsync(options => options with { MaxListBytes = 5000 })).Failure?.Code);
        Assert.Equal(5, _azure.Requests.Count);
        Assert.Equal("EndlessList", (await ListAsync(options => options with { MaxListTime = TimeSpan.Zero })).Failure?.Code);
        Assert.Equal(6, _azure.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_a_failed_read()
    {
        _azure.OnGet(Vaults, Reply.List($$"""{"x":"{{new string('x', 1000)}}"}"""));

        var list = await ListAsync(options => options with { MaxAnswerBytes = 500 });

        Assert.Equal((200, "AnswerTooLarge"), (list.Failure?.Status, list.Failure?.Code));
        Assert.Single(_azure.Requests);
    }

    [Theory]
    [InlineData("<html>sign in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task An_answer_that_is_no_list_is_not_an_empty_list(string body)
    {
        _azure.OnGet(Vaults, Reply.Ok(body));

        var list = await ListAsync();

        Assert.Equal("UnexpectedBody", list.Failure?.Code);
    }

    private async Task<ArmList> ListAsync(Func<ArmOptions, ArmOptions>? bound = null)
    {
        var options = Options(_azure, new ImpatientClock());
        using var connection = new ArmConnection(bound?.Invoke(options) ?? options);
        return await connection.ListAsync(Vaults, "2026-02-01", TestContext.Current.CancellationToken);
    }
}
