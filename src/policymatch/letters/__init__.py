"""Letters of advice (一企一策专项规划建议书): what a recommendation says to a firm, on paper."""
